package dev.ganz.host.tune;

import dev.ganz.host.HostException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies a plan and takes it back. One change at a time on a machine: {@link #open} waits for no other. */
public final class Change implements AutoCloseable {
    private final Knobs knobs;
    private final Path directory;
    private final FileChannel lock;
    private final Runnable beforeWrite;

    private Change(Knobs knobs, Path directory, FileChannel lock, Runnable beforeWrite) {
        this.knobs = knobs;
        this.directory = directory;
        this.lock = lock;
        this.beforeWrite = beforeWrite;
    }

    /**
     * Takes hold of a machine's settings.
     *
     * @param beforeWrite runs before each write, of a setting or of the journal
     * @throws HostException if another change is under way, or the journal cannot be written
     */
    public static Change open(Knobs knobs, Runnable beforeWrite) {
        Path directory = knobs.inside(Journal.DIRECTORY);
        try {
            Folders.create(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new HostException("another ganz host tune or undo is under way here: wait until it ends");
            }
            return new Change(knobs, directory, channel, beforeWrite);
        } catch (IOException failure) {
            throw new HostException("cannot write " + directory + ": " + Knobs.reason(failure), failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            return false; // held by this very process
        }
    }

    /**
     * Writes steps that a journal holds already.
     *
     * @param live those that hold at once, or those for the next boot
     */
    private void write(Journal journal, boolean live) throws IOException {
        for (int i = 0; i < journal.steps().size(); i++) {
            Step step = journal.steps().get(i);
            if (step.isLive() == live) {
                beforeWrite.run();
                knobs.write(step.kind(), step.path(), Optional.of(step.after()));
                String now = knobs.read(step.kind(), step.path()).orElse("");
                beforeWrite.run();
                journal.done(i, now);
            }
        }
    }

    /**
     * Applies steps: those that hold at once, then, if {@code confirmed} says so, those for the next boot; otherwise all is taken back.
     *
     * @param time milliseconds since 1970-01-01T00:00Z
     * @return what the kernel made another value of, and what was taken back, a sentence each
     * @throws HostException if a write fails; what was written is taken back then
     */
    public List<String> apply(
            String profile, long time, List<Step> steps, java.util.function.BooleanSupplier confirmed) {
        try {
            beforeWrite.run();
            Journal journal = Journal.begin(directory, profile, time, steps);
            try {
                write(journal, true);
                if (!confirmed.getAsBoolean()) {
                    return undo(journal, false);
                }
                write(journal, false);
            } catch (HostException refused) {
                undo(journal, false);
                throw new HostException(refused.getMessage() + "; what had been changed was taken back", refused);
            } catch (IOException full) {
                undo(journal, false);
                throw full;
            }
            return rounded(journal);
        } catch (IOException failure) {
            throw new HostException("cannot write the journal in " + directory + ": " + Knobs.reason(failure), failure);
        }
    }

    private static List<String> rounded(Journal journal) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < journal.steps().size(); i++) {
            Step step = journal.steps().get(i);
            String now = journal.accepted(i).orElse("");
            if (step.isLive() && !now.equals(step.after())) {
                sentences.add(step.path() + ": the kernel made " + now + " of " + step.after());
            }
        }
        return sentences;
    }

    /**
     * Takes the last change back that is not taken back yet.
     *
     * @param force also what somebody has changed since
     * @return what was done, and what was left alone and why, a sentence each; none if there is no change
     */
    public List<String> undo(boolean force) {
        try {
            Optional<Journal> journal = Journal.latest(directory);
            return journal.isPresent() ? undo(journal.get(), force) : List.of();
        } catch (IOException failure) {
            throw new HostException("cannot read the journal in " + directory + ": " + Knobs.reason(failure), failure);
        }
    }

    private List<String> undo(Journal journal, boolean force) throws IOException {
        List<String> sentences = new ArrayList<>();
        boolean left = false;
        for (int i = journal.steps().size() - 1; i >= 0; i--) {
            Undo undo = new Undo(knobs, journal, i);
            beforeWrite.run();
            String sentence = undo.run(force);
            left |= undo.wasLeft();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        if (!left) {
            beforeWrite.run();
            journal.undone();
        }
        return sentences;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new HostException("cannot close the journal: " + Knobs.reason(failure), failure);
        }
    }
}
