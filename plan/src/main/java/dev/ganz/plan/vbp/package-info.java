/** Files of vector bin packing, as the public benchmarks write them. */
package dev.ganz.plan.vbp;
