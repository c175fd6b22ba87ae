/**
 * Finds what is wrong with a machine by utilisation, saturation and errors of each resource (Gregg, The USE method), one rule a class. A verdict on a disk needs
 * evidence of the device and of somebody who waits for it.
 */
package dev.ganz.host.diagnosis;
