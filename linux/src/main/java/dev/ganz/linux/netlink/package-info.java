/** Requests to the kernel about links, addresses and routes (rtnetlink(7)) and about packets between interfaces (nf_tables). */
package dev.ganz.linux.netlink;
