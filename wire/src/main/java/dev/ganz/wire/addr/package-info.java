/**
 * Addresses of the link and of the Internet, as values with one text each. {@code parse} reads what people write and throws
 * {@link dev.ganz.wire.addr.MalformedAddress}, which says what was expected at which character, and nothing else.
 */
package dev.ganz.wire.addr;
