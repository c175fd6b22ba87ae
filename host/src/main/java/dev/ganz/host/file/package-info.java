/** Reads what a machine did from what top, vmstat, iostat, sar, sadf or Ganz itself wrote of it. */
package dev.ganz.host.file;
