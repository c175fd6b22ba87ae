import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Adds up the surefire reports of all modules: lists what failed and what was skipped, with the reason, and ends with
 * {@code N passed, N failed, N skipped}. Exit status 1 when a test failed or none was found.
 */
final class Counts {
    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private Counts() {}

    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        Counts counts = new Counts();
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (Path report : reports(Path.of(arguments[0]))) {
            counts.add(parser.parse(report.toFile()).getElementsByTagName("testcase"));
        }
        counts.print();
        System.exit(counts.failed.isEmpty() && counts.passed > 0 ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws IOException {
        List<Path> reports = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path module : modules) {
                Path directory = module.resolve("target/surefire-reports");
                if (Files.isDirectory(directory)) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
                        files.forEach(reports::add);
                    }
                }
            }
        }
        reports.sort(null);
        return reports;
    }

    private void add(NodeList cases) {
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + "." + test.getAttribute("name");
            Element skip = child(test, "skipped");
            if (child(test, "failure") != null || child(test, "error") != null) {
                failed.add(name);
            } else if (skip != null) {
                skipped.add(name + ": " + reason(skip));
            } else {
                passed++;
            }
        }
    }

    private static String reason(Element skip) {
        String message = skip.getAttribute("message").strip();
        return message.isEmpty() ? "no reason given" : message.lines().findFirst().orElseThrow();
    }

    private static Element child(Element test, String name) {
        return (Element) test.getElementsByTagName(name).item(0);
    }

    private void print() {
        System.out.println();
        failed.forEach(test -> System.out.println("failed   " + test));
        skipped.forEach(test -> System.out.println("skipped  " + test));
        System.out.println(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
    }
}
