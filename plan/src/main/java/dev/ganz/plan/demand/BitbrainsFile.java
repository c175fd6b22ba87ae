package dev.ganz.plan.demand;

import dev.ganz.lab.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traces of the Grid Workloads Archive, GWA-T-12 Bitbrains: a file for each server with a line every five minutes, separated by
 * semicolons, whose "Timestamp [ms]" is in seconds; or the same gathered by the hour, with the mean and the greatest value of each, in
 * one file for all servers.
 */
public final class BitbrainsFile {
    private static final String HOURLY =
            "vm,hour_epoch_s,cpu_mhz_avg,cpu_mhz_max,mem_kb_avg,mem_kb_max,disk_read_kbs_avg,"
                    + "disk_read_kbs_max,disk_write_kbs_avg,disk_write_kbs_max,net_rx_kbs_avg,net_rx_kbs_max,net_tx_kbs_avg,"
                    + "net_tx_kbs_max";
    private static final String RAW = "Timestamp [ms]";
    /** Columns of a raw file that are read: CPU in MHz, then memory, disk and network in kilobytes. */
    private static final int[] COLUMNS = {3, 6, 7, 8, 9, 10};

    private static final int RAW_COLUMNS = 11;
    private static final int KILOBYTE = 1000;
    /** Longer lines are none of a trace. */
    private static final int LONGEST = 4096;

    private static final int LONGEST_NUMBER = 40;
    private static final long LATEST = 1L << 40;
    private static final int MOST_LINES = 20_000_000;
    private static final int MOST_SERVERS = 100_000;

    private BitbrainsFile() {}

    /**
     * Reads the servers of a file.
     *
     * @param name what messages call it; a raw file names its server
     * @throws InvalidInput if it cannot be read, or is neither form
     */
    public static List<Workload> read(String name, Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String header = line(name, 1, reader);
            if (header != null && header.startsWith(RAW)) {
                return List.of(raw(name, reader));
            }
            if (header != null && header.strip().equals(HOURLY)) {
                return hourly(name, reader);
            }
            throw InvalidInput.at(
                    name,
                    1,
                    1,
                    "expected a trace of Bitbrains, which begins with \"" + RAW
                            + "\" or \"vm,hour_epoch_s\", found another first line");
        } catch (NoSuchFileException missing) {
            throw new InvalidInput(name + ": expected a file of samples, found none of this name", missing);
        } catch (MalformedInputException binary) {
            throw new InvalidInput(name + ": expected text in UTF-8, found other octets", binary);
        } catch (IOException failure) {
            throw new InvalidInput(
                    name + ": expected to read samples, found an error: " + failure.getMessage(), failure);
        }
    }

    private static @org.jspecify.annotations.Nullable String line(String name, int number, BufferedReader reader)
            throws IOException {
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() == LONGEST) {
                throw InvalidInput.at(
                        name, number, 1, "expected lines of at most " + LONGEST + " characters, found a longer one");
            }
            if (number > MOST_LINES) {
                throw InvalidInput.at(name, number, 1, "expected at most " + MOST_LINES + " lines, found more");
            }
            line.append((char) next);
            next = reader.read();
        }
        return line.toString();
    }

    private static Workload raw(String name, BufferedReader reader) throws IOException {
        String file = name.substring(name.lastIndexOf('/') + 1);
        Series series = new Series(file.endsWith(".csv") ? file.substring(0, file.length() - 4) : file);
        double[] values = new double[Dimension.COUNT];
        int number = 2;
        for (String line = line(name, number, reader); line != null; line = line(name, ++number, reader)) {
            String[] words = line.split(";", -1);
            long second = words.length == RAW_COLUMNS ? second(words[0]) : -1;
            if (second < 0) {
                series.broken();
                continue;
            }
            for (int k = 0; k < values.length; k++) {
                values[k] = number(words[COLUMNS[k]]) * (k == 0 ? 1 : KILOBYTE);
            }
            series.add(second, values, values);
        }
        return series.workload();
    }

    private static List<Workload> hourly(String name, BufferedReader reader) throws IOException {
        Map<String, Series> servers = new LinkedHashMap<>();
        double[] means = new double[Dimension.COUNT];
        double[] peaks = new double[Dimension.COUNT];
        int number = 2;
        for (String line = line(name, number, reader); line != null; line = line(name, ++number, reader)) {
            String[] words = line.split(",", -1);
            if (words.length != 2 + 2 * Dimension.COUNT || second(words[1]) < 0) {
                throw InvalidInput.at(
                        name,
                        number,
                        1,
                        "expected " + (2 + 2 * Dimension.COUNT)
                                + " values, the second one a time in seconds, found another line");
            }
            for (int k = 0; k < Dimension.COUNT; k++) {
                means[k] = number(words[2 + 2 * k]) * (k == 0 ? 1 : KILOBYTE);
                peaks[k] = number(words[3 + 2 * k]) * (k == 0 ? 1 : KILOBYTE);
            }
            if (servers.size() == MOST_SERVERS) {
                throw InvalidInput.at(name, number, 1, "expected at most " + MOST_SERVERS + " servers, found more");
            }
            servers.computeIfAbsent(words[0], Series::new).add(second(words[1]), means, peaks);
        }
        return servers.values().stream().map(Series::workload).toList();
    }

    /** Seconds since 1970, or -1. */
    private static long second(String word) {
        double value = number(word);
        return value >= 0 && value <= LATEST && value == Math.rint(value) ? (long) value : -1;
    }

    /** A decimal number, or NaN; a regular expression would take longer than all the rest. */
    private static double number(String word) {
        String digits = word.strip();
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
            return Double.NaN;
        }
        for (int at = 0; at < digits.length(); at++) {
            char c = digits.charAt(at);
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' || c == 'e' || c == 'E')) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
