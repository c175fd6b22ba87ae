package dev.ganz.lab;

/** A place on Earth, degrees: latitude -90 to 90, longitude -180 to 180. */
public record Coordinates(double latitude, double longitude) {
    /** Mean radius of the Earth, kilometres. */
    private static final double RADIUS = 6371;
    /** Of light in glass with a refractive index of 1.5, kilometres per second: two thirds of that in a vacuum. */
    private static final double FIBRE_SPEED = 299_792.458 / 1.5;

    /** Length of the great circle between two places (haversine formula, on a sphere), kilometres. */
    public double kilometresTo(Coordinates other) {
        double up = StrictMath.sin(StrictMath.toRadians(other.latitude - latitude) / 2);
        double along = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
        double square = up * up
                + StrictMath.cos(StrictMath.toRadians(latitude))
                        * StrictMath.cos(StrictMath.toRadians(other.latitude))
                        * along
                        * along;
        return 2 * RADIUS * StrictMath.asin(Math.min(1, StrictMath.sqrt(square)));
    }

    /**
     * Time that light takes through a fibre to another place, nanoseconds.
     *
     * @param factor length of the fibre over that of the great circle, at least 1
     */
    public long fibreDelayTo(Coordinates other, double factor) {
        return StrictMath.round(kilometresTo(other) * factor / FIBRE_SPEED * 1e9);
    }
}
