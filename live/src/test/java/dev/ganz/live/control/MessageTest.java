package dev.ganz.live.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void isReadAsItWasWritten() {
        Message message = Message.of("do", "exec")
                .with("command", List.of("sh", "-c", "echo \"ä\"\n"))
                .with("rows", 24L)
                .with("terminal", true)
                .with("nodes", List.of(Message.of("name", "hq")));

        assertThat(message.toString()).doesNotContain("\n");
        Message read = Message.parse(message.toString());
        assertThat(read.text("do")).isEqualTo("exec");
        assertThat(read.texts("command")).containsExactly("sh", "-c", "echo \"ä\"\n");
        assertThat(read.number("rows")).isEqualTo(24);
        assertThat(read.truth("terminal")).isTrue();
        assertThat(read.messages("nodes").getFirst().text("name")).isEqualTo("hq");
        assertThat(read.text("missing")).isEmpty();
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String line : List.of("", "[]", "12", "{", "{\"a\":1.5}", "{\"a\":" + "[".repeat(100), "\0")) {
            assertThatThrownBy(() -> Message.parse(line)).as(line).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void takesAValueOfAnotherKindForMissing() {
        Message message = Message.parse("{\"node\": 7, \"command\": \"ls\", \"rows\": null}");

        assertThat(message.text("node")).isEmpty();
        assertThat(message.texts("command")).isEmpty();
        assertThat(message.number("rows")).isZero();
    }
}
