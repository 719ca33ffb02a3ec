"""A port shown as pages: a model made from results, and templates that show it."""
