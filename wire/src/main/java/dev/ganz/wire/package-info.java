/**
 * One protocol header a pair of files: {@code XView} is the header where it lies, checked once by {@code parse} and unable to
 * fail afterwards; {@code X} is what the header says, with {@code emit}. Parsers throw {@link dev.ganz.wire.MalformedPacket} and
 * nothing else, whatever the octets; constructors of values refuse what no header can say as a mistake of the program.
 *
 * <p>A view and a value cost nothing where the JIT compiler sees through them. For code that must not rely on that, the same fields
 * are there as static methods over octets and an offset, {@code isWhole} answers what {@code parse} would throw about, and
 * {@code write} emits from numbers.
 *
 * <p>{@code emit} writes a header in front of a payload that already stands behind it, since checksums cover both, and returns how
 * many octets the two are. What a checksum covers beyond its message comes as the sum of the pseudo-header, without the length.
 */
package dev.ganz.wire;
