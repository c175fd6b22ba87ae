package dev.ganz.disk;

import java.util.ArrayList;
import java.util.Arrays;
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
        /** Where blocks of {@link #blockLength} octets lie. */
        private long[] places = new long[64];

        private int placed;
        private long blockLength;

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

        /**
         * A block of the disk lies somewhere in the file, where no other block may be.
         *
         * @param length octets, the same for all blocks
         * @param fileEnd where the last block must end
         */
        public void placed(long block, long begin, long length, long fileEnd) {
            if (begin < 0 || begin > fileEnd - length) {
                corruption("block " + block + " does not lie within the file: it is at " + begin);
                return;
            }
            if (placed == places.length) {
                places = Arrays.copyOf(places, placed * 2);
            }
            places[placed++] = begin;
            blockLength = length;
            allocated(false, begin + length);
        }

        private void checkPlaces() {
            Arrays.sort(places, 0, placed);
            for (int i = 1; i < placed; i++) {
                if (places[i] - places[i - 1] < blockLength) {
                    corruption("two blocks lie upon each other at offset " + places[i] + " of the file");
                }
            }
            placed = 0;
        }

        /** Something lies before {@code itsEnd} of the file. */
        public void used(long itsEnd) {
            end = Math.max(end, itsEnd);
        }

        public CheckReport report(long total) {
            checkPlaces();
            return new CheckReport(List.copyOf(problems), corruptions, leaks, allocated, compressed, total, end);
        }

        private void note(String sentence) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(sentence);
            }
        }
    }
}
