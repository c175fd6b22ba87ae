/**
 * The lab file, and containerlab's topology file as one form of it. {@link dev.ganz.lab.file.LabFile} is the way in.
 *
 * <p>The road of a file: {@code Source} (bounded text, variables replaced) → {@code YamlReader} (events of snakeyaml-engine to
 * {@code Yaml} nodes that know their place) → {@code Schema} (the published JSON Schema, walked over those nodes) → the readers of
 * nodes, links, traffic, faults and expectations → {@link dev.ganz.lab.check.LabCheck}. Every step reports to {@code Problems}, which
 * keeps places as offsets into the text and turns them into lines and columns when a message is shown.
 */
package dev.ganz.lab.file;
