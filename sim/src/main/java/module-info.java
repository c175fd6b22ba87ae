/** A lab in virtual time: same lab and seed, same packets. */
@org.jspecify.annotations.NullMarked
module dev.ganz.sim {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.stack;
    requires transitive dev.ganz.lab;

    exports dev.ganz.sim;
    exports dev.ganz.sim.record;
}
