/** The program {@code ganz}. {@code cli} holds its commands, {@code cli.report} the forms of their results. */
@org.jspecify.annotations.NullMarked
module dev.ganz.cli {
    requires static org.jspecify;
    requires dev.ganz.sim;
    requires dev.ganz.live;
    requires dev.ganz.disk;
    requires dev.ganz.host;
    requires dev.ganz.plan;
    requires info.picocli;
    requires tools.jackson.core;

    opens dev.ganz.cli to
            info.picocli;
}
