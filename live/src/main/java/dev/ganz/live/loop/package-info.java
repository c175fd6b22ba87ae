/** A thread that waits for descriptors and times, and the clock that it goes by. */
package dev.ganz.live.loop;
