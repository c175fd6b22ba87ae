/** Labs from maps of real networks ({@code TopologyZoo}, {@code Gml}) and from formulas ({@code Generators}). */
package dev.ganz.lab.graph;
