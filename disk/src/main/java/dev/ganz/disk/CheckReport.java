package dev.ganz.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check has found.
 *
 * @param problems sentences, no more than {@link #MOST_PROBLEMS}
 * @param corruptions what makes the disk wrong or writing to it dangerous
 * @param leaks clusters of the file that nothing uses
 * @param allocated clusters of the disk that are stored
 * @param compressed how many of these are compressed
 * @param total clusters of the disk
 * @param end offset behind the last cluster in use
 */
public record CheckReport(
        List<String> problems, long corruptions, long leaks, long allocated, long compressed, long total, long end) {
    /** A broken image has millions of them. */
    public static final int MOST_PROBLEMS = 100;

    /** Gathers findings. */
    public static final class Findings {
        private final List<String> problems = new ArrayList<>();
        private long corruptions;
        private long leaks;
        private long allocated;
        private long compressed;
        private long end;

        public void corruption(String sentence) {
            corruptions++;
            note(sentence);
        }

        public void leak(long clusters, String sentence) {
            leaks += clusters;
            note(sentence);
        }

        /** A cluster of the disk lies before {@code itsEnd} of the file. */
        public void allocated(boolean isCompressed, long itsEnd) {
            allocated++;
            compressed += isCompressed ? 1 : 0;
            used(itsEnd);
        }

        /** Something lies before {@code itsEnd} of the file. */
        public void used(long itsEnd) {
            end = Math.max(end, itsEnd);
        }

        public CheckReport report(long total) {
            return new CheckReport(List.copyOf(problems), corruptions, leaks, allocated, compressed, total, end);
        }

        private void note(String sentence) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(sentence);
            }
        }
    }
}
