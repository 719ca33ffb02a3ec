from setuptools import setup

setup(name="modern", python_requires=">=3.10", classifiers=["Programming Language :: Python :: 3"])
