package dev.ganz.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindJdkTest {
    private static final String FIND = "find_jdk && echo \"$jdk $jdk_build\" || no_jdk";

    @TempDir
    Path place;

    private Path jdk(String name, String version, String runtimeVersion) throws IOException {
        Path home = Files.createDirectories(place.resolve(name));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"" + runtimeVersion + "\"\nJAVA_VERSION=\"" + version
                        + "\"");
        Files.createDirectories(home.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return home;
    }

    private String found(Map<String, String> environment) {
        return Script.withJdk(environment, FIND).output().strip();
    }

    @Test
    void takesTheOneThatTheUserNames() throws IOException {
        Path mine = jdk("my jdk", "25.0.9", "25.0.9+1");

        assertThat(found(Map.of("GANZ_JAVA_HOME", mine.toString()))).isEqualTo(mine + " 25.0.9+1");
    }

    @Test
    void saysSoWhenTheOneThatTheUserNamesIsNoJdk25() throws IOException {
        Path old = jdk("old", "17.0.15", "17.0.15+6");

        assertThat(found(Map.of(
                        "GANZ_JAVA_HOME",
                        old.toString(),
                        "JAVA_HOME",
                        jdk("new", "25", "25+36").toString())))
                .isEqualTo("GANZ_JAVA_HOME is " + old + ", where there is no JDK 25.");
    }

    @Test
    void looksPastAnOlderOneOnThePath() throws IOException {
        Path old = jdk("old", "17.0.15", "17.0.15+6");
        Path home = place.resolve("home");
        Path right = jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1", "25.0.1+8");

        String lines = "find_jdk_in \"$HOME\"/.sdkman/candidates/java/* && echo \"$jdk\"";
        assertThat(Script.withJdk(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin", "HOME", home.toString()), lines)
                        .output())
                .isEqualToIgnoringNewLines(right.toString());
    }

    @Test
    void followsLinksFromThePathToTheJdk() throws IOException {
        Path right = jdk("right", "25", "25+36");
        Path links = Files.createDirectories(place.resolve("links"));
        Files.createSymbolicLink(place.resolve("alternative"), right.resolve("bin/java"));
        Files.createSymbolicLink(links.resolve("java"), Path.of("../alternative"));

        assertThat(found(Map.of("PATH", links + ":/usr/bin:/bin"))).isEqualTo(right + " 25+36");
    }

    @Test
    void isNotSatisfiedByARuntimeWithoutCompilerNorByAnotherVersion() throws IOException {
        Path runtime = jdk("runtime", "25", "25+36");
        Files.delete(runtime.resolve("bin/javac"));
        jdk("next", "26", "26+1");
        jdk("older", "2.5", "2.5");
        Path right = jdk("right", "25.0.3", "25.0.3+9");

        String lines = "find_jdk_in \"" + place + "\"/* && echo \"$jdk\"";
        assertThat(Script.withJdk(Map.of("PATH", "/usr/bin:/bin"), lines).output())
                .isEqualToIgnoringNewLines(right.toString());
    }

    @Test
    void saysInOneSentenceThatThereIsNone() {
        Script script = Script.withJdk(Map.of(), "find_jdk_in /nowhere/* || no_jdk");

        assertThat(script.output())
                .startsWith("Ganz needs a JDK 25 and found none:")
                .hasLineCount(1);
    }

    @Test
    void theLauncherEndsWithStatusTwoWhereTheNamedJdkIsWrong() {
        Script script = Script.run(
                Map.of("GANZ_JAVA_HOME", "/nowhere", "PATH", "/usr/bin:/bin"),
                java.util.List.of("./ganz", "--version"));

        assertThat(script).isEqualTo(new Script(2, "ganz: GANZ_JAVA_HOME is /nowhere, where there is no JDK 25.\n"));
    }
}
