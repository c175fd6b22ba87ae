package dev.ganz.plan.reassign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.text.NumberText;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    /** The example of the challenge's description: 2 resources, 4 machines, 2 services, 3 processes. */
    static final String MODEL = """
            2
            1 100
            0 10
            4
            0 0 30 400 16 80 0 1 4 5
            0 0 10 240 8 160 1 0 3 4
            1 1 15 100 12 80 4 3 0 2
            1 2 10 100 8 80 5 4 2 0
            2
            2 0
            1 1 0
            3
            0 12 10 1000
            0 10 20 100
            1 6 200 1
            1
            0 1 20
            10
            1 10 100
            """;

    private static Model read(String text) {
        return ModelFile.model(NumberText.of("m.txt", text));
    }

    @Test
    void readsTheExampleOfTheChallenge() {
        Model model = read(MODEL);

        assertThat(List.of(model.resources(), model.machines(), model.services(), model.processes()))
                .containsExactly(2, 4, 2, 3);
        assertThat(ModelFile.assignment(NumberText.of("a.txt", "0 3 0"), model)).containsExactly(0, 3, 0);
        assertThat(Cost.of(model, new int[] {0, 3, 0}, new int[] {0, 3, 0}).total())
                .isEqualTo(4200);
    }

    @Test
    void saysWhereAProcessHasNoMachine() {
        assertThatThrownBy(() -> ModelFile.assignment(NumberText.of("a.txt", "0 4 0"), read(MODEL)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("a.txt:1:3: expected the machine of process 1, at most 3, found \"4\"");
    }

    @Test
    void refusesCountsThatTheFileCannotHold() {
        assertThatThrownBy(() -> read("1\n0 1\n9999\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("m.txt:3:1: expected the number of machines, at most");
    }

    @Test
    void anyChangedModelGivesAModelOrOneSentence() {
        Gen<String> texts = (random, size) -> {
            StringBuilder text = new StringBuilder(MODEL);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "0123456789 -".charAt(random.nextInt(12)));
                    default -> text.setCharAt(at, "0123456789 -".charAt(random.nextInt(12)));
                }
            }
            return text.toString();
        };
        Property.forAll(texts, text -> {
            try {
                Model model = read(text);
                assertThat(Cost.lowerBound(model)).isNotNegative();
            } catch (InvalidInput expected) {
                assertThat(expected.getMessage()).startsWith("m.txt:").contains(": expected ");
            }
        });
    }
}
