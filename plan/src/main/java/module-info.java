/**
 * Plans: how few hosts are enough. {@code plan.pack} solves vector bin packing, {@code plan.vbp} reads the files of its benchmarks,
 * {@code plan.reassign} improves a placement that there is.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.plan {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.lab;

    exports dev.ganz.plan.demand;
    exports dev.ganz.plan.pack;
    exports dev.ganz.plan.text;
    exports dev.ganz.plan.vbp;
    exports dev.ganz.plan.reassign;
}
