package dev.ganz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.rules.Methods.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
    private static final int LONGEST_FILE = 600;
    private static final int LONGEST_METHOD = 50;
    private static final int MEDIAN_FILE = 100;

    /** Words of work that was left for later. */
    private static final Pattern UNFINISHED = Pattern.compile(
            "\\b(?:TODO|FIXME|XXX|HACK)\\b|(?i:\\bfor now\\b|\\bsimplified\\b|\\bnot (?:yet )?implemented\\b|\\bunimplemented\\b|\\bplaceholder\\b)");

    /** Paths of somebody's machine. */
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\w.])/(?:work|root|tmp/wt|home/\\w+)/|[A-Z]:\\\\Users");

    /** A number in a format without a locale: the user's decides between 1.5 and 1,5. */
    private static final Pattern LOCAL_NUMBER = Pattern.compile("String\\.format\\(\\s*\"[^\"]*%[-+ 0,(.\\d]*[dfeg]"
            + "|\"[^\"]*%[-+ 0,(.\\d]*[dfeg][^\"]*\"\\s*\\.formatted\\(");

    @Test
    void noFileIsLongerThan600Lines() {
        assertThat(Repository.files(".java").stream()
                        .filter(file -> Repository.lines(file).size() > LONGEST_FILE)
                        .map(file -> Repository.name(file) + ": "
                                + Repository.lines(file).size() + " lines"))
                .isEmpty();
    }

    @Test
    void noMethodIsLongerThan50Lines() {
        List<String> longer = new ArrayList<>();
        for (Path file : Repository.mainSources()) {
            for (Method method : Methods.of(Repository.lines(file))) {
                if (method.length() > LONGEST_METHOD) {
                    longer.add(Repository.name(file) + ":" + method.line() + ": " + method.name() + " has "
                            + method.length() + " lines");
                }
            }
        }
        assertThat(longer).isEmpty();
    }

    @Test
    void halfOfTheFilesAreShort() {
        List<Integer> lengths = Repository.mainSources().stream()
                .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                .map(file -> Repository.lines(file).size())
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2)).as("median of lines a file").isLessThanOrEqualTo(MEDIAN_FILE);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(Repository.mainSources().stream()
                        .filter(file -> !file.endsWith("module-info.java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(linesWith(UNFINISHED, ".java", ".md", ".yaml", ".sh")).isEmpty();
    }

    @Test
    void noPathOfAMachineIsWrittenDown() {
        assertThat(linesWith(MACHINE, ".java", ".md", ".yaml", ".xml", ".json", ".sh", "ganz", "check", "run"))
                .isEmpty();
    }

    @Test
    void numbersLookTheSameInEveryLanguage() {
        assertThat(Repository.mainSources().stream()
                        .filter(file -> LOCAL_NUMBER
                                .matcher(String.join(" ", Repository.lines(file)))
                                .find())
                        .map(Repository::name))
                .isEmpty();
    }

    private static List<String> linesWith(Pattern pattern, String... endings) {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files(endings)) {
            List<String> lines = Repository.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find() && !file.endsWith("SourceRulesTest.java")) {
                    found.add(Repository.name(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }
}
