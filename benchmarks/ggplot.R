# The bars as ggplot2 draws them: svglite for SVG, ragg for PNG of 2400 x 1600 px. Reads data.csv and words.txt.
suppressPackageStartupMessages(library(ggplot2))
frame <- read.csv("data.csv", sep = ";", encoding = "UTF-8")
words <- readLines("words.txt", encoding = "UTF-8", warn = FALSE)
wrap <- function(text, width) paste(strwrap(text, width), collapse = "\n")
frame$label <- vapply(frame$category, wrap, "", 40)
chart <- ggplot(frame, aes(share, reorder(label, share))) +
  geom_col(fill = "#0B4F6C") +
  geom_text(aes(label = sprintf("%.0f %%", share)), hjust = -0.2, fontface = "bold") +
  labs(title = wrap(words[1], 80), caption = paste(wrap(words[2], 150), words[3], sep = "\n"), x = NULL, y = NULL) +
  theme_minimal() +
  theme(
    panel.grid = element_blank(), axis.text.x = element_blank(),
    plot.title.position = "plot", plot.caption.position = "plot",
    plot.title = element_text(face = "bold"), plot.caption = element_text(hjust = 0)
  )
ggsave("peer.svg", chart, device = svglite::svglite, width = 12, height = 8)
ggsave("peer.png", chart, device = ragg::agg_png, width = 12, height = 8, dpi = 200)
