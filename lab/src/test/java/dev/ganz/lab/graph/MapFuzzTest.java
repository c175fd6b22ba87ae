package dev.ganz.lab.graph;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.addressing.Addressing;
import java.io.ByteArrayInputStream;

/** Replays what fuzzing found; with {@code JAZZER_FUZZ=1} it looks for more. */
class MapFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyGraphMlGivesALabOrTheDeclaredError(byte[] file) {
        try {
            Addressing.complete(TopologyZoo.read("fuzz.graphml", new ByteArrayInputStream(file)));
        } catch (InvalidInput _) {
            // declared
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyGmlGivesALabOrTheDeclaredError(byte[] file) {
        try {
            Addressing.complete(Gml.read("fuzz.gml", new ByteArrayInputStream(file)));
        } catch (InvalidInput _) {
            // declared
        }
    }
}
