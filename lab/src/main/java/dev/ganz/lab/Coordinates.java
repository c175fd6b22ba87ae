package dev.ganz.lab;

/** A place on Earth, degrees: latitude -90 to 90, longitude -180 to 180. */
public record Coordinates(double latitude, double longitude) {}
