package dev.ganz.lab.graph;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** A map on a disk. */
final class MapFile {
    private MapFile() {}

    static Lab read(Path file, BiFunction<String, InputStream, Lab> format) {
        if (Files.isDirectory(file)) {
            throw new InvalidInput(file + ": expected a map, found a directory");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return format.apply(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new InvalidInput(file + ": expected a map, found none of this name", e);
        } catch (IOException e) {
            throw new InvalidInput(file + ": expected to read a map, found an error: " + e.getMessage(), e);
        }
    }
}
