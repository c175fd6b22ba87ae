/**
 * Capture files: pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng). {@link dev.ganz.wire.pcap.CaptureReader}
 * reads either, packed by gzip or not, one block at a time; {@link dev.ganz.wire.pcap.PcapWriter} and
 * {@link dev.ganz.wire.pcap.PcapngWriter} write them with nanoseconds. Whatever the octets, a reader fails by
 * {@link dev.ganz.wire.pcap.MalformedCapture} and nothing else, after it has given all packets before the fault.
 */
package dev.ganz.wire.pcap;
