/**
 * What slows a host down, and what to do about it. {@code host} is what is known of a machine and what it did, {@code host.proc} reads that from
 * {@code /proc} and {@code /sys}, {@code host.file} from what other tools wrote. {@code host.diagnosis} finds what is wrong, {@code host.advice} says what
 * settings should be, {@code host.tune} changes them and takes that back.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.host {
    requires static transitive org.jspecify;
    requires dev.ganz.linux;
    requires dev.ganz.wire;
    requires tools.jackson.core;
    requires com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;

    exports dev.ganz.host;
    exports dev.ganz.host.advice;
    exports dev.ganz.host.proc;
    exports dev.ganz.host.file;
    exports dev.ganz.host.diagnosis;
    exports dev.ganz.host.tune;

    opens dev.ganz.host to
            tools.jackson.databind;
    opens dev.ganz.host.tune to
            tools.jackson.databind;
}
