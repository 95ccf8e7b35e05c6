"""Carrying interviews and their keys from machine to machine in a folder, such as a USB stick: together or not at all."""
