package dev.ganz.stack;

/** One future call. Armed again, it forgets the time before. */
public interface Timer {
    /** Calls the task at {@code time}, nanoseconds since the beginning of the run; a time in the past means now. */
    void at(long time);

    void cancel();
}
