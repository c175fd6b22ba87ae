package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.check.LabCheck;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any text is a lab, or is refused with one sentence. */
class LabFileFuzzTest {
    @FuzzTest
    void anyOctetsAreALabOrRefused(byte[] octets) {
        check("x.yaml", new String(octets, StandardCharsets.UTF_8));
        check("x.clab.yml", new String(octets, StandardCharsets.UTF_8));
    }

    @Test
    void anyLabLikeTextIsALabOrRefused() {
        Property.forAll(3000, new LabTexts(), text -> {
            check("x.yaml", text);
            check("x.clab.yml", text);
        });
    }

    @Test
    void anyCharactersAreALabOrRefused() {
        Gen<String> characters = Gen.octets(400).map(octets -> new String(octets, StandardCharsets.ISO_8859_1));

        Property.forAll(2000, characters, text -> check("x.yaml", text));
        Property.forAll(2000, characters, text -> check("x.clab.yml", "topology: { nodes: { a: {" + text));
    }

    private static void check(String name, String text) {
        try {
            LabFile file = LabFile.read(name, text, Map.of("A", "b"));
            assertThat(LabCheck.problemsOf(file.lab())).isEmpty();
            Addressing.complete(file.lab());
        } catch (InvalidInput e) {
            assertThat(e.getMessage())
                    .startsWith(name + ":")
                    .doesNotContain("\n")
                    .doesNotContain("null");
        }
    }
}
