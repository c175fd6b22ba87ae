/** The program {@code ganz}. */
@org.jspecify.annotations.NullMarked
module dev.ganz.cli {
    requires static org.jspecify;
    requires dev.ganz.sim;
    requires info.picocli;

    opens dev.ganz.cli to
            info.picocli;
}
