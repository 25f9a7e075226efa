"""Studies of images in: the files of a disc, folder or zip found, grouped, sealed one by one, filed as one document."""
