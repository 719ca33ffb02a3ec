"""The fixers, one a file, in a folder for each stage. `porting.pipeline` has their order."""
