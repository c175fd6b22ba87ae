package dev.ganz.stack.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    private record Heard(int port, long at) {}

    @Test
    void agreesWithAPlainListOverManyCollisionsEvictionsAndFlushes() {
        int limit = 500;
        long ageing = 2000;
        AddressTable table = new AddressTable(limit, ageing);
        LinkedHashMap<Long, Heard> plain = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(7);
        long now = 0;
        for (int step = 0; step < 200_000; step++) {
            now += random.nextInt(3);
            long key = AddressTable.key(1 + random.nextInt(40) * 0x10_0000L + random.nextInt(20), random.nextInt(2));
            if (random.nextInt(2000) == 0) {
                int port = random.nextInt(8);
                table.forget(port);
                plain.values().removeIf(heard -> heard.port == port);
            } else if (random.nextBoolean()) {
                int port = random.nextInt(8);
                table.learn(key, port, now);
                learn(plain, limit, key, new Heard(port, now), now - ageing);
            }
            assertThat(portOf(table.find(key, now))).isEqualTo(portOf(plain.get(key), now - ageing));
        }
        assertThat(table.size()).isLessThanOrEqualTo(limit);
    }

    private static void learn(Map<Long, Heard> plain, int limit, long key, Heard heard, long aged) {
        plain.remove(key);
        Iterator<Heard> oldest = plain.values().iterator();
        if (oldest.hasNext() && (plain.size() == limit || oldest.next().at <= aged)) {
            plain.remove(plain.keySet().iterator().next());
        }
        plain.put(key, heard);
    }

    private static int portOf(@Nullable LearntAddress found) {
        return found == null ? -1 : found.port;
    }

    private static int portOf(@Nullable Heard heard, long aged) {
        return heard == null || heard.at <= aged ? -1 : heard.port;
    }

    @Test
    void aFloodOfForgedAddressesStaysWithinTheLimit() {
        AddressTable table = new AddressTable(LearningSwitch.ADDRESSES, Switches.AGEING);
        for (long mac = 1; mac <= 100_000; mac++) {
            table.learn(AddressTable.key(mac << 1, 0), 1, mac);
        }
        assertThat(table.size()).isEqualTo(LearningSwitch.ADDRESSES);
        assertThat(table.find(AddressTable.key(200_000, 0), 100_000)).isNotNull();
        assertThat(table.find(AddressTable.key(2, 0), 100_000)).isNull();
    }
}
