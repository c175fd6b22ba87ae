/**
 * One direction of a link: {@link dev.ganz.stack.channel.Channel}. Duplicate, loss, corrupt, queue, rate, delay, in this order, in
 * the words of tc-netem(8).
 */
package dev.ganz.stack.channel;
