/**
 * One protocol header a pair of files: {@code XView} is the header where it lies, checked once by {@code parse} and unable to
 * fail afterwards; {@code X} is what the header says, with {@code emit}. Parsers throw {@link dev.ganz.wire.MalformedPacket} and
 * nothing else, whatever the octets.
 */
package dev.ganz.wire;
