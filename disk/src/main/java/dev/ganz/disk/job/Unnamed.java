package dev.ganz.disk.job;

import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Source;
import java.util.List;
import java.util.Optional;

/** The files of an image that do not have their names yet. */
record Unnamed(List<OutputFile> files) implements Neighbours {
    @Override
    public Source file(String name) {
        return files.stream()
                .filter(each -> each.file().endsWith(name))
                .findFirst()
                .map(OutputFile::written)
                .orElseThrow(() -> new ImageException(
                        "expected an image of " + files.size() + " files, found that it" + " names \"" + name + "\""));
    }

    @Override
    public Image image(String name, Optional<String> format) {
        throw new ImageException("expected an image without a parent, found that it names \"" + name + "\"");
    }
}
