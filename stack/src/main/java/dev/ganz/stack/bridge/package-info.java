/**
 * The learning switch of IEEE 802.1D and 802.1Q. {@link dev.ganz.stack.bridge.LearningSwitch} forwards, its addresses and their ageing,
 * the VLANs of its ports and the watch for frames that circulate are types of their own.
 */
package dev.ganz.stack.bridge;
