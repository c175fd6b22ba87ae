package dev.ganz.wire.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Replays what fuzzing found; with {@code JAZZER_FUZZ=1} it looks for more. */
class CaptureFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void failsByTheDeclaredErrorOnly(byte[] file) throws IOException {
        CaptureReaderTest.readCarelessly(file);
    }
}
