package dev.ganz.lab.file;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.check.LabCheck;
import dev.ganz.lab.check.Problem;
import dev.ganz.lab.file.Yaml.Mapping;
import java.util.List;
import java.util.Map;

/** Takes a text through all steps, and stops after the first that finds something wrong. */
final class LabFileReader {
    private static final String[] CONTAINERLAB = {".clab.yml", ".clab.yaml"};
    private static final String[] ENDINGS = {".clab.yml", ".clab.yaml", ".yml", ".yaml", ".json"};

    private final String name;
    private final boolean containerlab;
    private final Source source;
    private final Problems problems;

    LabFileReader(String name, String text, Map<String, String> environment) {
        this.name = name;
        this.containerlab = endsWith(CONTAINERLAB);
        this.source = containerlab ? Source.of(name, text, environment) : Source.of(name, text);
        this.problems = new Problems(source);
    }

    /** @throws InvalidInput that says the first problem */
    LabFile read() {
        LabFile file = attempt();
        problems.throwFirst();
        if (file == null) {
            throw new IllegalStateException("neither a lab nor a problem");
        }
        return file;
    }

    List<String> problems() {
        try {
            attempt();
            return problems.messages();
        } catch (InvalidInput e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The lab; null if there are problems. */
    private @org.jspecify.annotations.Nullable LabFile attempt() {
        requireNoTemplate();
        Yaml document = YamlReader.read(source);
        Schema schema = Schema.published();
        new SchemaCheck(schema, problems).check(document);
        if (!problems.none() || !(document instanceof Mapping mapping)) {
            return null;
        }
        LabReader reader = new LabReader(mapping, schema, problems, defaultName(), containerlab);
        Lab lab = reader.read();
        if (problems.none()) {
            check(lab, reader);
        }
        if (!problems.none()) {
            return null;
        }
        return new LabFile(
                lab,
                reader.notes(),
                problem -> String.valueOf(source.error(reader.places().of(problem), problem.message())
                        .getMessage()));
    }

    private void check(Lab lab, LabReader reader) {
        for (Problem problem : LabCheck.problemsOf(lab)) {
            problems.add(reader.places().of(problem), problem.message());
        }
        if (problems.none()) {
            for (Problem overlap : LabCheck.overlapsOf(lab)) {
                if (lab.automaticAddresses()) {
                    problems.add(reader.places().of(overlap), overlap.message());
                } else {
                    reader.note(overlap.in(lab));
                }
            }
        }
    }

    /** Containerlab runs a file through Go's templates first; what they would make of it only they know. */
    private void requireNoTemplate() {
        int at = containerlab ? source.text().indexOf("{{") : -1;
        if (at >= 0 && source.text().indexOf("}}", at) >= 0) {
            throw source.error(
                    source.text().codePointCount(0, at),
                    "expected a lab file, found a Go template; have containerlab render it first");
        }
    }

    private boolean endsWith(String... endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The name of the file without its folder and ending, for a lab that names itself not. */
    private String defaultName() {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        for (String ending : ENDINGS) {
            if (file.endsWith(ending)) {
                file = file.substring(0, file.length() - ending.length());
                break;
            }
        }
        String plain = file.replaceAll("[^a-zA-Z0-9._-]+", "-").replaceAll("^[^a-zA-Z0-9]+", "");
        return plain.isEmpty() ? "lab" : plain;
    }
}
