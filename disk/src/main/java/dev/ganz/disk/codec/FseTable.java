package dev.ganz.disk.codec;

import java.util.zip.DataFormatException;

/**
 * A table of finite state entropy: in each state a value is known but for some of its bits, and how many bits lead to the next state.
 *
 * @param bits of the next state
 * @param next state, to which these bits are added
 * @param extra bits of the value, read with those of the state
 */
record FseTable(int[] bits, int[] next, int[] extra, int[] value) {
    /**
     * Makes the table for as many symbols as {@code extraBits} has.
     *
     * @param from index of the first symbol's frequency
     * @param states a power of two, not less than the sum of the frequencies
     */
    static FseTable of(int[] frequencies, int from, int[] extraBits, int states) throws DataFormatException {
        FseTable table = new FseTable(new int[states], new int[states], new int[states], new int[states]);
        int state = 0;
        int base = 0;
        for (int symbol = 0; symbol < extraBits.length; symbol++) {
            int frequency = frequencies[from + symbol];
            if (frequency > states - state) {
                throw new DataFormatException("frequencies of an LZFSE block are too high");
            }
            if (frequency > 0) {
                int shift = Integer.numberOfLeadingZeros(frequency) - Integer.numberOfLeadingZeros(states);
                int more = (2 * states >> shift) - frequency;
                for (int i = 0; i < frequency; i++, state++) {
                    table.bits[state] = i < more ? shift : shift - 1;
                    table.next[state] = i < more ? (frequency + i << shift) - states : i - more << shift - 1;
                    table.extra[state] = extraBits[symbol];
                    table.value[state] = base;
                }
            }
            base += 1 << extraBits[symbol];
        }
        return table;
    }

    /** A decoder that is in one of the states. */
    final class State {
        private int state;

        State(int state) throws DataFormatException {
            this.state = checked(state);
        }

        int next(BackwardBits in) throws DataFormatException {
            int now = state;
            int read = in.next(bits[now] + extra[now]);
            state = checked(next[now] + (read >> extra[now]));
            return value[now] + (read & (1 << extra[now]) - 1);
        }

        private int checked(int number) throws DataFormatException {
            if (number >= value.length) {
                throw new DataFormatException("an LZFSE block has no state " + number);
            }
            return number;
        }
    }
}
