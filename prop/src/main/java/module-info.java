/** Seeded property checks: {@code Gen} makes values, {@code Property} tries a law on them. Used by tests only. */
@org.jspecify.annotations.NullMarked
module dev.ganz.prop {
    requires static org.jspecify;

    exports dev.ganz.prop;
}
