/**
 * Addresses of a lab: {@link dev.ganz.lab.addressing.Addressing} completes them, {@link dev.ganz.lab.addressing.Segments} says which
 * interfaces hear each other, {@link dev.ganz.lab.addressing.Cabling} which are joined by a cable.
 */
package dev.ganz.lab.addressing;
