package dev.ganz.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Networks described for other programs, so that a refusal says whose they are. */
final class ForeignLab {
    static final String ADVICE = "its nodes and links have to be written as a lab file, see docs/lab-file.md";

    private record Kind(String name, Pattern sign) {
        Kind(String name, String sign) {
            this(name, Pattern.compile(sign, Pattern.DOTALL));
        }
    }

    /** Signs in the head of a file, most particular first. */
    private static final List<Kind> KINDS = List.of(
            new Kind("a scenario of CORE", "\\s*(<\\?xml[^>]*\\?>\\s*)?(<!--.*?-->\\s*)*<scenario\\b.*"),
            new Kind("a network of SNDlib", "\\s*(\\?SNDlib|(<\\?xml[^>]*\\?>\\s*)?<network\\b[^>]*sndlib).*"),
            new Kind("a drawing of draw.io", "\\s*(<\\?xml[^>]*\\?>\\s*)?<(mxfile|mxGraphModel)\\b.*"),
            new Kind("a project of GNS3", "\\s*\\{.*\"(project_id|drawing_grid_size|auto_close)\"\\s*:.*"),
            new Kind("a topology of Cisco Modeling Labs", "(.*\\n)?lab:\\s*\\n(\\s+\\S.*\\n)*?.*\\bnode_definition:.*"),
            new Kind("a lab of Kathará or Netkit", "(.*\\n)?[\\w-]+\\[(\\d+|image)\\]\\s*=.*"),
            new Kind("a file of Docker Compose", "(.*\\n)?services:\\s*\\n.*"),
            new Kind("a program for Mininet", ".*\\b(from|import) mininet\\b.*"));

    private ForeignLab() {}

    /** What the head of a file shows it to be; empty if it is nobody's in particular. */
    static Optional<String> of(String head) {
        return KINDS.stream()
                .filter(kind -> kind.sign().matcher(head).matches())
                .map(Kind::name)
                .findFirst();
    }
}
