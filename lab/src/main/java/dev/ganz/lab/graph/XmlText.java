package dev.ganz.lab.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ganz.lab.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML document, whose encoding shows in its first octets (XML 1.0, appendix F). The JDK's parser finds it too, but
 * prints to standard error by itself where octets do not fit it.
 */
final class XmlText {
    /** Octets in which a document says how it is encoded. */
    private static final int HEAD = 256;

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlText() {}

    /**
     * Decodes a document; reading fails with a {@link java.nio.charset.CharacterCodingException} at octets that do not fit.
     *
     * @throws InvalidInput if nobody knows the encoding
     */
    static Reader decode(String file, InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        String start = new String(head, ISO_8859_1);
        boolean marked = start.startsWith("\u00ef\u00bb\u00bf");
        InputStream all = new SequenceInputStream(
                new ByteArrayInputStream(head, marked ? 3 : 0, head.length - (marked ? 3 : 0)), in);
        return new InputStreamReader(
                all,
                charset(file, marked ? start.substring(3) : start)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Charset charset(String file, String head) {
        if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
            return UTF_16;
        }
        if (head.startsWith("\0<")) {
            return UTF_16BE;
        }
        if (head.startsWith("<\0")) {
            return UTF_16LE;
        }
        Matcher declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException unknown) {
            throw InvalidInput.at(
                    file,
                    1,
                    declared.start(1) + 1,
                    "expected an encoding such as UTF-8, found " + MapGraph.quoted(declared.group(1)));
        }
    }
}
