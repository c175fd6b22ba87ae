package dev.ganz.host;

/**
 * What a file system of the network did in an interval, nfsiostat(8).
 *
 * @param path where it is mounted
 * @param source server and path there
 * @param operations completed a second
 * @param roundTrip seconds from sending a request to its answer, mean
 * @param execution seconds from the wish to the answer, mean: more than the round trip where requests wait here
 */
public record RemoteMount(String path, String source, double operations, double roundTrip, double execution) {}
