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
            throw new InvalidInput(file + " is a directory, expected a map");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return format.apply(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new InvalidInput("there is no file " + file, e);
        } catch (IOException e) {
            throw new InvalidInput(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
