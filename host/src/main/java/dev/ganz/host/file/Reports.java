package dev.ganz.host.file;

import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import java.util.List;

/** Makes a recording of the reports that a tool wrote one after another. */
final class Reports {
    private Reports() {}

    /**
     * @param firstSinceBoot whether the first report is the mean since boot and is left out if there are others
     * @throws HostException if there is no report
     */
    static Recording recording(
            String name, String form, Machine machine, List<Sample> samples, boolean firstSinceBoot) {
        if (samples.isEmpty()) {
            throw new HostException(
                    name + ": expected reports of " + form + ", found none that tells of CPUs or disks");
        }
        boolean skip = firstSinceBoot && samples.size() > 1;
        return new Recording(name, form, machine, skip ? samples.subList(1, samples.size()) : samples);
    }
}
