package dev.ganz.host.file;

import dev.ganz.host.Recording;
import java.util.List;

/** A form of text that a tool writes. */
interface TextForm {
    /** Whether only this tool writes such a line. */
    boolean isMine(String line);

    /**
     * Reads a text of this form.
     *
     * @param name for messages
     * @throws dev.ganz.host.HostException if it tells nothing
     */
    Recording read(String name, List<String> lines);
}
