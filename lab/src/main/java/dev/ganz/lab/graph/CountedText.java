package dev.ganz.lab.graph;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.Location;

/** A text that knows how long it is once it has been read to its end, which tells a document that was cut off from a wrong one. */
final class CountedText extends FilterReader {
    private long characters;
    private boolean ended;

    CountedText(Reader in) {
        super(in);
    }

    /** Whether a parser that failed at a place had gone to the end of the text. */
    boolean endsAt(Location place) {
        return ended && place.getCharacterOffset() >= characters;
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        count(character < 0 ? -1 : 1);
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    private void count(int read) {
        if (read < 0) {
            ended = true;
        } else {
            characters += read;
        }
    }
}
