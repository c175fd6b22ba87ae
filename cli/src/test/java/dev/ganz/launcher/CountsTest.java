package dev.ganz.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsTest {
    @TempDir
    Path root;

    private void report(String module, String cases) throws IOException {
        Path reports = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-" + module + ".xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuite>" + cases + "</testsuite>");
    }

    private Script count() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Script.run(Map.of(), List.of(java, ".ci/Counts.java", root.toString()));
    }

    @Test
    void addsUpModulesAndGivesTheReasonsOfSkippedTests() throws IOException {
        report("wire", "<testcase classname=\"a.A\" name=\"one\"/><testcase classname=\"a.A\" name=\"two\"/>");
        report(
                "cli",
                "<testcase classname=\"b.B\" name=\"root\"><skipped message=\"needs root &amp; more\"/></testcase>");

        assertThat(count())
                .isEqualTo(new Script(0, "\nskipped  b.B.root: needs root & more\n2 passed, 0 failed, 1 skipped\n"));
    }

    @Test
    void failsWhereATestFailedOrBroke() throws IOException {
        report(
                "wire",
                "<testcase classname=\"a.A\" name=\"one\"><failure message=\"no\">trace</failure></testcase>"
                        + "<testcase classname=\"a.A\" name=\"two\"><error/></testcase>"
                        + "<testcase classname=\"a.A\" name=\"three\"><system-out>x</system-out></testcase>");

        assertThat(count())
                .isEqualTo(new Script(1, "\nfailed   a.A.one\nfailed   a.A.two\n1 passed, 2 failed, 0 skipped\n"));
    }

    @Test
    void noTestAtAllIsNoSuccess() {
        assertThat(count()).isEqualTo(new Script(1, "\n0 passed, 0 failed, 0 skipped\n"));
    }
}
