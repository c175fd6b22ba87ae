package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one packet that have arrived, in their order (RFC 815 keeps the holes instead; what is asked is the same). Parts that
 * overlap spoil the packet (RFC 5722, which Linux follows for IPv4 as well); one that comes twice does not.
 */
final class FragmentedPacket {
    /** What became of a part. */
    enum Verdict {
        KEPT,
        /** It is there already. */
        DUPLICATE,
        /** It contradicts another one: the packet is spoilt, and all that still comes of it. */
        CONTRADICTION
    }

    final long deadline;
    final IpPort in;
    private final List<Fragment> fragments = new ArrayList<>();
    private int received;
    private int total = -1;
    private boolean spoilt;

    FragmentedPacket(IpPort in, long deadline) {
        this.in = in;
        this.deadline = deadline;
    }

    Verdict add(Fragment fragment) {
        if (spoilt || total >= 0 && (fragment.end() > total || !fragment.more() && fragment.end() != total)) {
            return Verdict.CONTRADICTION;
        }
        int place = fragments.size();
        while (place > 0 && fragments.get(place - 1).offset() > fragment.offset()) {
            place--;
        }
        Fragment before = place == 0 ? null : fragments.get(place - 1);
        if (before != null && before.end() > fragment.offset()) {
            boolean same = before.offset() == fragment.offset() && before.length() == fragment.length();
            return same && before.more() == fragment.more() ? Verdict.DUPLICATE : Verdict.CONTRADICTION;
        }
        boolean last = place == fragments.size();
        if (!last && (fragments.get(place).offset() < fragment.end() || !fragment.more())) {
            return Verdict.CONTRADICTION;
        }
        fragments.add(place, fragment);
        received += fragment.length();
        if (!fragment.more()) {
            total = fragment.end();
        }
        return Verdict.KEPT;
    }

    boolean isWhole() {
        return received == total;
    }

    /** Octets of payload when whole. */
    int total() {
        return total;
    }

    /** From now on every part contradicts. */
    void spoil() {
        spoilt = true;
        fragments.clear();
    }

    List<Fragment> fragments() {
        return fragments;
    }

    /** The part with the headers, or null if it has not come. */
    @Nullable
    Frame first() {
        return fragments.isEmpty() || fragments.getFirst().offset() != 0
                ? null
                : fragments.getFirst().frame();
    }
}
